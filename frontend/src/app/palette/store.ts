import { createSpotlight } from '@mantine/spotlight'

/** Whether the palette is open, and how to change that. */
export const [paletteStore, palette] = createSpotlight()
