/** The demo: the product between a stand-in for DingTalk and a mail server with a sample company. */
export { type Demo, startDemo } from './start-demo.ts';
