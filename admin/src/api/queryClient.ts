import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './http.js';

const RETRIES = 2;

/** Reads are tried again only when no answer came; a refusal stays a refusal. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => error instanceof ApiError && error.status === 0 && failures < RETRIES,
    },
  },
});
