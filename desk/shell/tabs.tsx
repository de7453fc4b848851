import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';

/** One tab: its name, how many things it holds if that is worth knowing, and its content, made only when it is open. */
export interface Tab {
  key: string;
  name: string;
  count?: number | undefined;
  content: () => ComponentChildren;
}

/** Tabs as the ARIA authoring practices describe them: arrow keys move, only the open one is in the tab order. */
export function Tabs(props: { label: string; tabs: readonly Tab[] }) {
  const [openKey, setOpenKey] = useState(props.tabs[0]?.key);
  const id = useId();
  const open = props.tabs.find((tab) => tab.key === openKey) ?? props.tabs[0];
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || !open) return;
    const next = props.tabs[(props.tabs.indexOf(open) + step + props.tabs.length) % props.tabs.length];
    if (!next) return;
    setOpenKey(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={props.label} class="tab-list" onKeyDown={move}>
        {props.tabs.map((tab) => (
          <button
            key={tab.key}
            id={`${id}-${tab.key}`}
            type="button"
            role="tab"
            aria-selected={tab === open}
            aria-controls={tab === open ? `${id}-panel` : undefined}
            tabIndex={tab === open ? 0 : -1}
            onClick={() => setOpenKey(tab.key)}
          >
            {tab.name}
            {tab.count === undefined ? null : <span class="count">{tab.count}</span>}
          </button>
        ))}
      </div>
      {open ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a tab panel without controls of its own must be reachable
        <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${open.key}`} class="tab-panel" tabIndex={0}>
          {open.content()}
        </div>
      ) : null}
    </div>
  );
}
