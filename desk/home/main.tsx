import { render } from 'preact';
import '../shell/style.css';
import '../shell/frame.css';
import './home.css';
import { HomePage } from './home-page.tsx';

const place = document.getElementById('page');
if (place) render(<HomePage />, place);
