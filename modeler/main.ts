import '../desk/shell/style.css';
import '../desk/shell/frame.css';
import './page/modeler.css';
import { loadEditor } from './editors/editor.ts';
import { askAheadFor } from './open/ask-ahead.ts';
import { placeOf } from './open/place.ts';

// Small, so that it runs first: the file, its editor and the page around them then come side by side.
const named = placeOf(location.search);
if (named) {
  askAheadFor(named);
  // Whoever opens the file hears when its editor does not come.
  loadEditor(named.kind).catch(() => {});
}
const place = document.getElementById('page');
if (place) void import('./page/show-page.tsx').then(({ showPage }) => showPage(place));
