/** What JSON can hold. Whole numbers beyond 2^53 are decimal strings in it. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };
