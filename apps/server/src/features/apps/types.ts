import type { CorpId, Secret } from '@hongyan/kit';

/** A mail domain of the corp: which provider, which servers, which policies. */
export interface MailService {
  readonly domain: string;
  readonly providerId: string;
  readonly imap: string;
  readonly smtp: string;
  readonly onPremise: boolean;
  readonly tlsMode: 'modern' | 'legacy';
}

/** The corp's app with its secrets opened. */
export interface App {
  readonly corpId: CorpId;
  readonly agentId: number;
  readonly appKey: string;
  readonly appSecret: Secret;
  readonly publicUrl: string;
  readonly oapiUrl: string;
  readonly apiUrl: string;
  readonly loginUrl: string;
  readonly eventToken: string;
  readonly eventAesKey: Secret;
  /** No sign-in, no watch, no notice; everything stays. */
  readonly paused: boolean;
  readonly eventMode: 'push' | 'stream';
  /** How addresses are guessed where the directory tells none: `{jobNumber}@example.com`. */
  readonly addressPattern?: string;
  /** Addresses and ranges that may call; empty: everyone. */
  readonly callbackRanges: readonly string[];
  readonly consoleRanges: readonly string[];
  readonly mailServices: readonly MailService[];
}

/** What an administrator enters. Everything of DingTalk's own is found in its developer console. */
export interface NewApp {
  readonly corpId: string;
  readonly agentId: number;
  readonly appKey: string;
  readonly appSecret: Secret;
  readonly mailDomain: string;
  /** A provider profile's id; its servers hold unless others are named. */
  readonly providerId: string;
  readonly imap?: string | undefined;
  readonly smtp?: string | undefined;
  readonly onPremise?: boolean | undefined;
  readonly tlsMode?: 'modern' | 'legacy' | undefined;
  /** The app's own address, where it is not the product's. */
  readonly publicUrl?: string | undefined;
  /** `{jobNumber}@example.com`: how addresses are guessed where the directory tells none. */
  readonly addressPattern?: string | undefined;
  /** The platform's base addresses; default: those of the settings. */
  readonly oapiUrl?: string | undefined;
  readonly apiUrl?: string | undefined;
  readonly loginUrl?: string | undefined;
}

/** What the administrator copies into DingTalk's developer console (vendor guide, steps 2 to 6). */
export interface ConsoleValues {
  readonly corpId: string;
  readonly homeUrl: string;
  readonly pcHomeUrl: string;
  readonly redirectUrl: string;
  readonly eventMode: 'push' | 'stream';
  readonly eventUrl: string;
  readonly eventToken: string;
  readonly eventAesKey: string;
  /** The seven contact events, as DingTalk's console names them. */
  readonly events: readonly { readonly name: string; readonly type: string }[];
  readonly permissions: readonly { readonly name: string; readonly code: string }[];
  /** Addresses from which this machine reaches the outside, as far as it can tell by itself. */
  readonly egressIps: readonly string[];
}
