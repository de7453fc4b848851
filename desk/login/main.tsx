import { render } from 'preact';
import '../shell/style.css';
import '../shell/frame.css';
import '../shell/field.css';
import '../shell/identity.css';
import { LoginPage } from './login-page.tsx';

const place = document.getElementById('page');
if (place) render(<LoginPage />, place);
