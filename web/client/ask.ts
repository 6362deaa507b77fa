// Asking and doing from a page: questions are cached by operation and input and asked again when live news names their
// topic; deeds keep one idempotency key until they succeed, so that a second press does not do a thing twice.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient, keepPreviousData, type MutateOptions, type Query, type QueryClient, type UseQueryResult, type UseMutationResult } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call, freshKey, Refused, Unreachable, type In, type Out } from './client.ts';
import type { OperationName } from './operations.ts';

/** Asks again what the screen asked, all of it or what `which` picks. What is being asked for the first time is let answer and
 *  then asked once more: its answer may have been read before the news. */
function askAgain(queries: QueryClient, which: (query: Query) => boolean = () => true): Promise<void> {
  const first = queries.getQueryCache().findAll({ predicate: (query) => which(query) && query.state.fetchStatus !== 'idle' && query.state.data === undefined });
  for (const query of first) void query.promise?.catch(() => undefined).then(() => queries.invalidateQueries({ queryKey: query.queryKey, exact: true }));
  return queries.invalidateQueries({ predicate: which });
}

/** Asks a GET operation. `topics` are the live topics upon which it is asked again. */
export function useAsk<Name extends OperationName>(name: Name, input: In<Name>, options: { topics?: readonly string[]; enabled?: boolean; everyMs?: number; keep?: boolean } = {}): UseQueryResult<Out<Name>, Error> {
  return useQuery<Out<Name>, Error>({
    queryKey: [name, input], queryFn: ({ signal }) => call(name, input, { signal }), enabled: options.enabled ?? true, meta: { topics: options.topics ?? [] },
    refetchInterval: options.everyMs ?? false, staleTime: 2_000, retry: (tries, error) => error instanceof Unreachable && tries < 2,
    ...(options.keep === true ? { placeholderData: keepPreviousData as never } : {}),
  });
}

/** Asks a GET operation that answers in pages: what was shown so far and the way to more. */
export function useAskPages<Name extends OperationName>(name: Name, input: In<Name>, options: { topics?: readonly string[] } = {}) {
  const asked = useInfiniteQuery({
    queryKey: [name, 'pages', input], meta: { topics: options.topics ?? [] }, staleTime: 2_000, placeholderData: keepPreviousData,
    retry: (tries: number, error: Error) => error instanceof Unreachable && tries < 2, initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) => call(name, (pageParam === null ? input : { ...input, after: pageParam }) as In<Name>, { signal }),
    getNextPageParam: (last: Out<Name>) => (last as { next: string | null }).next,
  });
  return { data: asked.data?.pages, error: asked.error, isPending: asked.isPending, refetch: () => void asked.refetch(), hasMore: asked.hasNextPage, more: () => void asked.fetchNextPage(), loadingMore: asked.isFetchingNextPage };
}

/** Does a POST operation; afterwards every question on the screen is asked again. `answers`: the question that the deed's
 *  own answer answers too, so that the page knows the new version at once. What a form gives `mutate` to do on success is done even
 *  when the form is gone by then, because what it changed was asked again before. */
export function useAct<Name extends OperationName>(name: Name, answers?: (input: In<Name>) => readonly [OperationName, unknown]): UseMutationResult<Out<Name>, Error, In<Name>> {
  const queries = useQueryClient();
  const key = useRef<{ of: string; key: string } | undefined>(undefined);
  const act = useMutation<Out<Name>, Error, In<Name>>({
    mutationFn: (input) => {
      const of = JSON.stringify(input);
      if (key.current?.of !== of) key.current = { of, key: freshKey() };
      return call(name, input, { key: key.current.key });
    },
    onSuccess: (answer, input) => {
      key.current = undefined;
      if (answers !== undefined) queries.setQueryData(answers(input), answer);
    },
    onSettled: (_answer, error) => {
      if (error instanceof Refused) key.current = undefined;
      const asked = error instanceof Unreachable ? undefined : askAgain(queries);
      return error === null ? asked : undefined; // what went wrong is said at once
    },
  });
  const { mutateAsync } = act;
  /** The same from one drawing to the next: what is done once when a page opens must not be done each time it is drawn. */
  const mutate = useCallback((input: In<Name>, then?: MutateOptions<Out<Name>, Error, In<Name>>): void => {
    const doing = { client: queries, meta: undefined };
    void mutateAsync(input).then((answer) => {
      then?.onSuccess?.(answer, input, undefined, doing);
      then?.onSettled?.(answer, null, input, undefined, doing);
    }, (error: Error) => {
      then?.onError?.(error, input, undefined, doing);
      then?.onSettled?.(undefined, error, input, undefined, doing);
    });
  }, [mutateAsync, queries]);
  return { ...act, mutate: mutate as typeof act.mutate };
}

/** Listens to live news for as long as the page stands; answers whether the line is up. */
export function useLive(enabled: boolean): 'live' | 'lost' | 'off' {
  const queries = useQueryClient();
  const [state, setState] = useState<'live' | 'lost' | 'off'>('off');
  useEffect(() => {
    if (!enabled) return setState('off');
    const source = new EventSource('/api/live');
    let waiting = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.onopen = () => {
      setState('live');
      void askAgain(queries); // what happened between asking and listening was told to nobody
    };
    source.onerror = () => setState('lost');
    source.onmessage = (event: MessageEvent<string>) => {
      waiting.add((JSON.parse(event.data) as { topic: string }).topic);
      timer ??= setTimeout(() => {
        const topics = waiting;
        waiting = new Set();
        timer = undefined;
        void askAgain(queries, (query) => ((query.meta?.['topics'] as string[] | undefined) ?? []).some((topic) => topics.has(topic)));
      }, 300);
    };
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [enabled, queries]);
  return state;
}
