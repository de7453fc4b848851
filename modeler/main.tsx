import { render } from 'preact';
import '../desk/shell/style.css';
import '../desk/shell/frame.css';
import './page/modeler.css';
import { loadEditor } from './editors/editor.ts';
import { placeOf } from './open/place.ts';
import { ModelerPage } from './page/modeler-page.tsx';

const place = document.getElementById('page');
if (place) render(<ModelerPage />, place);
// The largest piece comes while the page asks for the file; whoever opens the file hears when it does not come.
const named = placeOf(location.search);
if (named) loadEditor(named.kind).catch(() => {});
