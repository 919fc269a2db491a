import classes from './shift-letter.module.css'

const COLOURS = ['e', 'd', 'l', 'n', 't', 'v', 's'] as const

/** The colour of a shift by its letter; letters beyond the usual ones share the grey of "other". */
export function shiftColour(letter: string): (typeof COLOURS)[number] {
  return COLOURS.find((colour) => colour === letter.toLowerCase()) ?? 'v'
}

/** A shift template as its letter, in the colour it has on the roster. */
export function ShiftLetter({ letter, name }: { letter: string; name: string }) {
  const colour = shiftColour(letter)
  return (
    <abbr
      className={classes.letter}
      title={name}
      style={{ background: `var(--shift-${colour})`, color: `var(--shift-${colour}-text)` }}
    >
      {letter}
    </abbr>
  )
}
