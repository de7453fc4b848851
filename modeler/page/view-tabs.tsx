import type { View } from '../editors/editor.ts';
import { modelerText as say } from '../messages.ts';

/** The views of a decision file; shown only when there is a choice. */
export function ViewTabs(props: { views: readonly View[]; openId: string | undefined; onOpen: (id: string) => void }) {
  if (props.views.length < 2) return null;
  return (
    <nav class="view-tabs" aria-label={say('views')}>
      {props.views.map((view) => (
        <button
          key={view.id}
          type="button"
          aria-pressed={view.id === props.openId}
          onClick={() => props.onOpen(view.id)}
        >
          {view.name}
        </button>
      ))}
    </nav>
  );
}
