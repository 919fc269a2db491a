import { Loader, Text } from '@mantine/core'
import { type DragEvent, useId, useState } from 'react'
import { Upload } from '@/design/icons'
import classes from './file-drop.module.css'

interface Props {
  /** What to drop, or to choose by clicking. */
  label: string
  /** More about it, in a second line. */
  hint?: string
  /** The file types that the browser's dialog offers. */
  accept?: string
  busy?: boolean
  onFile: (file: File) => void
}

/** A place to drop a file on. It is a file field underneath, so clicking and keys work as well. */
export function FileDrop({ label, hint, accept, busy, onFile }: Props) {
  const id = useId()
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !busy) onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <label
      htmlFor={id}
      className={classes.zone}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {busy ? <Loader size={24} /> : <Upload size={24} aria-hidden />}
      <Text fw={600}>{label}</Text>
      {hint && <Text c="dimmed">{hint}</Text>}
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={busy}
        className="visually-hidden"
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = '' // the same file may be chosen again once mended
        }}
      />
    </label>
  )
}
