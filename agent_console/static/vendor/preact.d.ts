/** What the console uses of the vendored bundle, for the type checker. */
declare module "preact" {
  type VNode = unknown;
  interface Signal<T> {
    value: T;
    peek(): T;
    subscribe(listener: (value: T) => void): () => void;
  }
  interface ReadonlySignal<T> {
    readonly value: T;
    peek(): T;
    subscribe(listener: (value: T) => void): () => void;
  }
  interface Ref<T> {
    current: T;
  }
  function h(type: unknown, props: unknown, ...children: unknown[]): VNode;
  function html(strings: TemplateStringsArray, ...values: unknown[]): VNode;
  function render(node: VNode, parent: Element): void;
  const Fragment: unknown;
  function createContext<T>(initial: T): { Provider: unknown; _: T };
  function createRef<T>(): Ref<T | null>;
  function useState<T>(initial: T | (() => T)): [T, (next: T | ((before: T) => T)) => void];
  function useEffect(effect: () => void | (() => void), inputs?: unknown[]): void;
  function useLayoutEffect(effect: () => void | (() => void), inputs?: unknown[]): void;
  function useRef<T>(initial: T): Ref<T>;
  function useMemo<T>(make: () => T, inputs: unknown[]): T;
  function useCallback<T>(callback: T, inputs: unknown[]): T;
  function useContext<T>(context: { _: T }): T;
  function useId(): string;
  function signal<T>(initial: T): Signal<T>;
  function computed<T>(make: () => T): ReadonlySignal<T>;
  function effect(run: () => void | (() => void)): () => void;
  function batch<T>(run: () => T): T;
  function untracked<T>(run: () => T): T;
  function useSignal<T>(initial: T): Signal<T>;
  function useComputed<T>(make: () => T): ReadonlySignal<T>;
  function useSignalEffect(run: () => void | (() => void)): void;
}
