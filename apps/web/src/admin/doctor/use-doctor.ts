import type { DoctorCheck, DoctorCheckId } from '@hongyan/contract';
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../api/answer.ts';
import { api } from '../api.ts';
import { session } from '../session.ts';
import { useLoad } from '../use-load.ts';

export interface Doctor {
  readonly checks: readonly DoctorCheck[] | undefined;
  readonly failure: Failure | undefined;
  /** The check that runs now, and how many of how many are done. */
  readonly running: { readonly id: DoctorCheckId; readonly done: number; readonly of: number } | undefined;
  /** Who gets the test notice: an administrator themselves, else the one chosen. */
  readonly receiver: string | undefined;
  readonly runAll: () => void;
  readonly runOne: (id: DoctorCheckId) => void;
  /** Sends the test notice to this person, now and with every further run. */
  readonly sendTo: (userId: string) => void;
  readonly reload: () => void;
}

/** The last results of the doctor, and a way to run its checks: one after the other, each shown as it comes. */
export function useDoctor(corpId: string): Doctor {
  const {
    value,
    failure: loadFailure,
    put,
    reload,
  } = useLoad(`doctor ${corpId}`, (signal) => api.doctor(corpId, signal));
  const [running, setRunning] = useState<Doctor['running']>();
  const [failure, setFailure] = useState<Failure>();
  const [chosen, setChosen] = useState<string>();
  const checks = useRef<readonly DoctorCheck[]>([]);
  checks.current = value?.checks ?? [];
  const busy = useRef(false);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  const who = session.value?.who;
  const receiver = chosen ?? (who?.kind === 'admin' ? who.userId : undefined);

  async function run(ids: readonly DoctorCheckId[], to: string | undefined): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    setFailure(undefined);
    for (const [done, id] of ids.entries()) {
      setRunning({ id, done, of: ids.length });
      const answer = await api.runCheck(corpId, id, to);
      if (!alive.current) return;
      if (!answer.ok) {
        setFailure(answer.failure);
        break;
      }
      const fresh = answer.value;
      checks.current = checks.current.map((one) => (one.id === id ? fresh : one));
      put({ checks: checks.current });
    }
    busy.current = false;
    setRunning(undefined);
  }

  return {
    checks: value?.checks,
    failure: failure ?? loadFailure,
    running,
    receiver,
    runAll: () =>
      void run(
        checks.current.map((one) => one.id),
        receiver,
      ),
    runOne: (id) => void run([id], receiver),
    sendTo: (userId) => {
      setChosen(userId);
      void run(['test_notice'], userId);
    },
    reload,
  };
}
