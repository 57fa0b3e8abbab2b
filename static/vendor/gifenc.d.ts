/** As much of gifenc as is used here. */
export type Palette = number[][];

export interface FrameOptions {
  palette?: Palette;
  transparent?: boolean;
  transparentIndex?: number;
  delay?: number;
  dispose?: number;
}

export function GIFEncoder(): {
  writeFrame(pixels: Uint8Array, width: number, height: number, options: FrameOptions): void;
  finish(): void;
  bytes(): Uint8Array<ArrayBuffer>;
};
export function quantize(rgba: Uint8ClampedArray, colours: number): Palette;
export function nearestColorIndex(palette: Palette, colour: number[]): number;
