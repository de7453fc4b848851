import { render } from 'preact';
import '../shell/style.css';
import '../shell/frame.css';
import './petition.css';
import { PetitionPageView } from './petition-page.tsx';

const place = document.getElementById('page');
const businessKey = decodeURIComponent(location.pathname.split('/').at(-1) ?? '');
if (place) render(<PetitionPageView businessKey={businessKey} />, place);
