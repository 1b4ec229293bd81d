import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/guard.css';
import './admin.css';
import { render } from 'preact';
import { forgetWayBack } from './boot.ts';
import { Console } from './console.tsx';
import { startRouter } from './router.tsx';
import { start } from './session.ts';

const root = document.getElementById('app');
if (root) {
  void start();
  startRouter();
  forgetWayBack();
  root.textContent = '';
  render(<Console />, root);
}
