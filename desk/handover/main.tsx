import { render } from 'preact';
import '../shell/style.css';
import '../shell/frame.css';
import '../shell/field.css';
import '../shell/data-table.css';
import './handover.css';
import { HandoverPage } from './handover-page.tsx';

const place = document.getElementById('page');
if (place) render(<HandoverPage />, place);
