import { NativeSelect } from '@mantine/core'
import { clockOf, dayOf } from '@/features/forecast/days'
import { useFormat } from '@/format'
import classes from './import.module.css'
import type { PreviewRow, Upload } from './queries'
import type { Settings } from './settings'
import { useImportStrings } from './strings'
import { useFieldName } from './words'

interface Props {
  upload: Upload
  settings: Settings
  rows: readonly PreviewRow[]
  onColumn: (column: string, field: string) => void
}

/** The file's first rows under the meaning of each column, with problems beside their cells. */
export function PreviewTable({ upload, settings, rows, onColumn }: Props) {
  const t = useImportStrings()
  const { header } = upload.recognised
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={classes.scroll} aria-label={t('preview.label')} tabIndex={0}>
      <table className={classes.preview}>
        <thead>
          <tr>
            <th scope="col">{t('preview.line')}</th>
            {header.map((column) => (
              <th key={column} scope="col">
                <span className={classes.column}>{column}</span>
                <Meaning
                  upload={upload}
                  column={column}
                  field={settings.columns[column] ?? ''}
                  onField={(field) => onColumn(column, field)}
                />
              </th>
            ))}
            <th scope="col">{t('preview.readAs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.line} row={row} header={header} columns={settings.columns} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface MeaningProps {
  upload: Upload
  column: string
  field: string
  onField: (field: string) => void
}

function Meaning({ upload, column, field, onField }: MeaningProps) {
  const t = useImportStrings()
  const fieldName = useFieldName()
  const unit = upload.fields.find(({ code }) => code === field)?.unit
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('preview.meaning', { column })}
        value={field}
        onChange={(event) => onField(event.currentTarget.value)}
        data={[
          { value: '', label: t('preview.notRead') },
          ...upload.fields.map(({ code }) => ({ value: code, label: fieldName(code) })),
        ]}
      />
      <span className={classes.unit}>{unit ? t(`preview.units.${unit}`) : ' '}</span>
    </>
  )
}

function Row(props: { row: PreviewRow; header: string[]; columns: Settings['columns'] }) {
  const { row, header, columns } = props
  const t = useImportStrings()
  const loose = row.problems.filter(({ column }) => !header.includes(column))
  return (
    <tr data-wrong={row.problems.length > 0 || undefined}>
      <th scope="row">{row.line}</th>
      {header.map((column, place) => {
        const problems = row.problems.filter((one) => one.column === column)
        return (
          <td
            key={column}
            data-wrong={problems.length > 0 || undefined}
            data-unread={!columns[column] || undefined}
          >
            {row.cells[place] ?? ''}
            {problems.map((one) => (
              <span key={one.code} className={classes.problem}>
                {t('preview.expected', { found: one.found, expected: one.expected })}
              </span>
            ))}
          </td>
        )
      })}
      <td>
        {row.parsed && <Parsed parsed={row.parsed} />}
        {loose.map((one) => (
          <span key={`${one.column} ${one.code}`} className={classes.problem}>
            {one.column} {t('preview.expected', { found: one.found, expected: one.expected })}
          </span>
        ))}
      </td>
    </tr>
  )
}

function Parsed({ parsed }: { parsed: NonNullable<PreviewRow['parsed']> }) {
  const format = useFormat()
  const fieldName = useFieldName()
  const figures = Object.entries(parsed.figures).map(
    ([code, value]) => `${fieldName(code)} ${format.number(value)}`,
  )
  const when = `${format.day(dayOf(parsed.start), 'full')} ${clockOf(parsed.start)}`
  return <span className={classes.parsed}>{[parsed.queue, when, ...figures].join(' · ')}</span>
}
