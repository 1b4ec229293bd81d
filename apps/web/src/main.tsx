import './ui/tokens.css';
import './ui/base.css';
import './ui/guard.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { forgetWayBack, noticeId } from './boot.ts';
import { warmReader } from './mail/parts.ts';
import { startRouter } from './router.ts';
import { signIn } from './session.ts';

// DingTalk for Android says its theme in the user agent; elsewhere the system's own setting counts.
const scheme = /\bcolorScheme\/(dark|light)\b/.exec(navigator.userAgent)?.[1];
if (scheme) document.documentElement.dataset.theme = scheme;

const root = document.getElementById('app');
if (root) {
  // Sign-in first: its round trip is the longest part of a cold start.
  void signIn();
  forgetWayBack();
  if (noticeId) warmReader();
  startRouter();
  root.textContent = '';
  render(<App />, root);
}
