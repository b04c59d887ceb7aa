// Pictures that open large: each figure's pictures become one button.

export interface OpenPicture {
  /** Addresses for the light and the dark theme; the same for a picture that has one. */
  light: string;
  dark: string;
  /** Width divided by height. */
  ratio: number;
  alt: string;
  caption: string;
}

export function enhancePictures(root: HTMLElement, label: (alt: string) => string, open: (picture: OpenPicture) => void): void {
  for (const figure of root.querySelectorAll<HTMLElement>(".figure")) {
    const images = [...figure.querySelectorAll("img")];
    const [first] = images;
    if (!first) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "picture";
    button.setAttribute("aria-label", label(first.alt));
    first.before(button);
    button.append(...images);
    button.addEventListener("click", () => open(pictureOf(figure, images)));
  }
}

function pictureOf(figure: HTMLElement, images: HTMLImageElement[]): OpenPicture {
  const [light, dark = light] = images as [HTMLImageElement, HTMLImageElement?];
  const [width, height] = [Number(light.getAttribute("width")), Number(light.getAttribute("height"))];
  return {
    light: light.src,
    dark: dark.src,
    ratio: width > 0 && height > 0 ? width / height : 1,
    alt: light.alt,
    caption: figure.querySelector("figcaption")?.textContent?.trim() ?? "",
  };
}
