import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Color = [lightness: number, chroma: number, hue: number];
const css = readFileSync(new URL("../../../app/globals.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, [toColor(light), toColor(dark)] as const],
  ),
);

const TEXT = 4.5;
const SHAPE = 3;
const PAIRS: [foreground: string, backgrounds: string[], floor: number][] = [
  ["foreground", ["accent", "primary-soft", "background", "sidebar"], TEXT],
  ["muted-foreground", ["primary-soft", "accent", "background", "muted"], TEXT],
  ["subtle-foreground", ["accent", "primary-soft", "sidebar", "pane", "background"], TEXT],
  ["primary-text", ["primary-soft", "accent", "background"], TEXT],
  ["destructive", ["destructive-soft", "primary-soft", "background"], TEXT],
  ["warning", ["warning-soft", "note", "background"], TEXT],
  ["success", ["success-soft", "background"], TEXT],
  ["primary-foreground", ["primary"], TEXT],
  ["background", ["foreground"], TEXT],
  ["input", ["sidebar", "pane", "background"], SHAPE],
  ["ring", ["primary-soft", "accent", "background", "sidebar"], SHAPE],
  ["primary", ["accent", "background"], SHAPE],
  ["chart-1", ["background"], SHAPE],
  ["chart-2", ["background"], SHAPE],
  ["chart-3", ["background"], SHAPE],
  ["chart-4", ["background"], SHAPE],
];

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("in the %s theme", (_, theme) => {
  test.each(PAIRS)("%s is readable on %s", (foreground, backgrounds, floor) => {
    for (const background of backgrounds) {
      const ratio = contrast(colorOf(foreground, theme), colorOf(background, theme));
      expect(ratio, `${foreground} on ${background}`).toBeGreaterThanOrEqual(floor);
    }
  });

  test("every colour can be shown by an ordinary screen", () => {
    for (const [name, colors] of tokens) {
      const outside = toLinear(colors[theme]).some((channel) => channel < -0.001 || channel > 1.001);
      expect(outside, name).toBe(false);
    }
  });
});

test("every colour of the design has a token in both themes", () => {
  expect(tokens.size).toBe(31);
});

function colorOf(name: string, theme: 0 | 1): Color {
  const colors = tokens.get(name);
  if (!colors) throw new Error(`There is no token --${name}`);
  return colors[theme];
}

function toColor(written: string): Color {
  const [lightness = 0, chroma = 0, hue = 0] = written.split(" ").map(Number);
  return [lightness, chroma, hue];
}

// Björn Ottosson, "A perceptual color space for image processing": OKLab to linear sRGB.
function toLinear([lightness, chroma, hue]: Color): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

// WCAG 2.2, relative luminance and contrast ratio.
function contrast(one: Color, other: Color): number {
  const luminance = (color: Color) => {
    const [red, green, blue] = toLinear(color).map((channel) => Math.min(1, Math.max(0, channel)));
    return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
  };
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}
