import type { EmulatorApp, VisibleScope } from '../model.ts';

/** An app with everything filled in that the developer console fills in. */
export interface App extends EmulatorApp {
  readonly description: string;
  readonly published: boolean;
  readonly egressIps: readonly string[];
  readonly permissions: readonly string[];
  readonly contactScope: NonNullable<EmulatorApp['contactScope']>;
  readonly visibleScope: VisibleScope;
  readonly ssoSecret: string;
  /** The uuid by which events and lists name it (dingtalk-api.md §0.4). */
  readonly unifiedAppId: string;
  readonly icon: string;
  readonly adminUrl: string;
}

export type AppChange = Partial<Omit<App, 'appKey' | 'agentId' | 'appSecret' | 'unifiedAppId'>>;
