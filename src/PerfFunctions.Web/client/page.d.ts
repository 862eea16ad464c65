// What the page's other scripts, service.js and parts.js, declare in the scope that all of them share.

declare const outcomes: Record<string, [string, string, string]>;
declare const stages: Record<string, string>;
declare function byId(id: string): HTMLElement;
declare function element(name: string, className?: string, text?: string): HTMLElement;
declare function badge(outcome: [string, string, string], more?: string): HTMLElement;
declare function moment(value: string): string;
declare function linkTo(address: string, text: string, label: string): HTMLAnchorElement;
declare function keepInAddress(values: Record<string, string>): void;
declare function opened(): void;
declare function ready(): void;
declare function showProblem(text: string): void;
declare function json(path: string): Promise<unknown>;
declare function call(path: string, options?: RequestInit): Promise<Response>;
interface InputProblem { path?: string; field?: string; line?: number; value?: string | null; message: string; allowed: string }
declare function problemOf(response: Response): Promise<{ text: string; errors: InputProblem[]; signIn?: string }>;
declare function callQuietly(path: string, options?: RequestInit): Promise<Response>;
declare function askToSignIn(reason: string, platform?: string): Promise<boolean>;
