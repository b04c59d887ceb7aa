// Vite plugin: turns each icon of @lucide/svelte into a component with a fixed drawing.
//
// The package's own component builds every icon's attributes and elements at run time, which took a third of the
// time until the first frame. A fixed drawing is one clone of a template.
import type { Plugin } from "vite";

type Node = [tag: string, attributes: Record<string, string>];

const ICON = /@lucide\/svelte\/dist\/icons\/[a-z0-9-]+\.svelte(\?|$)/;
const DATA = /const iconData = (\{.*\});/;

export function staticIcons(): Plugin {
  return {
    name: "static-icons",
    enforce: "pre",
    transform(source, id) {
      if (!ICON.test(id)) return null;
      const data = DATA.exec(source)?.[1];
      if (!data) throw new Error(`${id} has no drawing this plugin knows: has the package changed?`);
      const { node } = JSON.parse(data) as { node: Node[] };
      return { code: component(node.map(element).join("")), map: null };
    },
  };
}

/** All icons are decoration: what they stand for is said in words beside them or in a label. */
function component(drawing: string): string {
  return `<script>let { size = 24, fill = "none" } = $props();</script>
<svg width={size} height={size} {fill} viewBox="0 0 24 24" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${drawing}</svg>`;
}

function element([tag, attributes]: Node): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<${tag}${written.join("")} />`;
}
