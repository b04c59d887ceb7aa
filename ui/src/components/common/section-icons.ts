// Icons that `_section.md` may name (docs/authoring.md); each by path, the barrel would bring thousands.
import Bell from "@lucide/svelte/icons/bell";
import BookOpen from "@lucide/svelte/icons/book-open";
import Bot from "@lucide/svelte/icons/bot";
import Compass from "@lucide/svelte/icons/compass";
import Contact from "@lucide/svelte/icons/contact";
import Download from "@lucide/svelte/icons/download";
import LifeBuoy from "@lucide/svelte/icons/life-buoy";
import LogIn from "@lucide/svelte/icons/log-in";
import MessageCircle from "@lucide/svelte/icons/message-circle";
import MessagesSquare from "@lucide/svelte/icons/messages-square";
import Paperclip from "@lucide/svelte/icons/paperclip";
import ServerCog from "@lucide/svelte/icons/server-cog";
import Shield from "@lucide/svelte/icons/shield";
import Smartphone from "@lucide/svelte/icons/smartphone";
import User from "@lucide/svelte/icons/user";
import Video from "@lucide/svelte/icons/video";
import Wrench from "@lucide/svelte/icons/wrench";

const ICONS = {
  compass: Compass,
  download: Download,
  "log-in": LogIn,
  user: User,
  shield: Shield,
  contact: Contact,
  "messages-square": MessagesSquare,
  "message-circle": MessageCircle,
  paperclip: Paperclip,
  video: Video,
  bell: Bell,
  smartphone: Smartphone,
  bot: Bot,
  wrench: Wrench,
  "server-cog": ServerCog,
  "life-buoy": LifeBuoy,
  "book-open": BookOpen,
};

/** The icon of a section; a book for names that other people's packs may bring. */
export function sectionIcon(name: string): typeof BookOpen {
  return name in ICONS ? ICONS[name as keyof typeof ICONS] : BookOpen;
}
