import {
  ArrowRightLeft,
  Boxes,
  ClipboardCheck,
  LayoutDashboard,
  LifeBuoy,
  type LucideIcon,
  Server,
  Settings,
} from "lucide-react";

export interface NavItem {
  readonly href: string;
  readonly key: "overview" | "hosts" | "domains" | "preflight" | "migrations" | "recovery" | "settings";
  readonly icon: LucideIcon;
  /** Second key after `g`. */
  readonly letter: string;
}

/** The places of the console, in their order. */
export const NAV_ITEMS: readonly NavItem[] = [
  { href: "/", key: "overview", icon: LayoutDashboard, letter: "o" },
  { href: "/hosts", key: "hosts", icon: Server, letter: "h" },
  { href: "/domains", key: "domains", icon: Boxes, letter: "v" },
  { href: "/preflight", key: "preflight", icon: ClipboardCheck, letter: "p" },
  { href: "/migrations", key: "migrations", icon: ArrowRightLeft, letter: "m" },
  { href: "/recovery", key: "recovery", icon: LifeBuoy, letter: "r" },
  { href: "/settings", key: "settings", icon: Settings, letter: "s" },
];

/** Whether `path` is this place or something inside of it. */
export function isCurrent(item: NavItem, path: string): boolean {
  return item.href === "/" ? path === "/" : path === item.href || path.startsWith(`${item.href}/`);
}
