import { render } from 'preact';
import '../desk/shell/style.css';
import '../desk/shell/frame.css';
import './page/modeler.css';
import { ModelerPage } from './page/modeler-page.tsx';

const place = document.getElementById('page');
if (place) render(<ModelerPage />, place);
