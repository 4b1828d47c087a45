/** What a solution says of itself, gone through without the searches that found it (MODEL.md §7). */
export { claimsOf, parseClaims } from "./claims.js";
export { type Claims, type RelaxedClaims, type Verification, verify } from "./verify.js";
