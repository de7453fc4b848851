import type { ComponentChildren } from 'preact';

/** A message in the page's flow: `bad` is read out at once, the others when the reader gets there. */
export function Notice(props: { tone: 'bad' | 'good' | 'plain'; children: ComponentChildren }) {
  return (
    <div class={`notice notice-${props.tone}`} role={props.tone === 'bad' ? 'alert' : 'status'}>
      {props.children}
    </div>
  );
}
