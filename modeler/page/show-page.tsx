import { render } from 'preact';
import { ModelerPage } from './modeler-page.tsx';

/** Draws the page. */
export function showPage(place: HTMLElement): void {
  render(<ModelerPage />, place);
}
