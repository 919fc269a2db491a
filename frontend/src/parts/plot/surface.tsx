import { lazily } from '../lazily'
import type { Frame, Size } from './frame'
import type { Picture } from './picture'
import classes from './plot.module.css'

// what draws is loaded apart from the screens: most of what they show is there before it
const Canvas = lazily(async () => (await import('./canvas')).Canvas)

interface Props {
  /** What is drawn, in words. */
  label: string
  picture: Picture
  /** First and last place in sight. */
  first: number
  last: number
  /** Of the box that it fills; nothing is drawn before that is laid out. */
  size: Size
  /** The place that is read. */
  at: number | undefined
  /** Where the plot lies, whenever that changes: for what is laid on top of it. */
  onFrame: (frame: Frame) => void
}

/** A picture that fills its box, named by what it shows. */
export function Surface({ label, size, ...view }: Props) {
  return (
    <div className={classes.surface} role="img" aria-label={label}>
      {size.width > 0 && size.height > 0 && <Canvas size={size} {...view} />}
    </div>
  )
}
