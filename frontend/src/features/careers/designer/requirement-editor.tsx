import { Button, Group, NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { type Asked, useSentence } from '../requirement'
import { useCareerStrings } from '../strings'
import classes from './designer.module.css'
import { below, type Fault, FaultLines } from './faults'
import { RequirementFields } from './requirement-fields'
import {
  also,
  type Catalogue,
  fresh,
  GROUP_KINDS,
  type GroupKind,
  isGroup,
  PLAIN_KINDS,
  type PlainKind,
  regroup,
  withPart,
} from './requirements'
import { useDesignerStrings } from './strings'

interface Props {
  asked: Asked | undefined
  known: Catalogue
  /** What is wrong with it and its parts, as it was last checked. */
  faults: readonly Fault[]
  onChange: (asked: Asked | undefined) => void
}

/** All that a move asks: sentences in groups, each with its fields behind a button. */
export function RequirementEditor({ asked, known, faults, onChange }: Props) {
  const words = useCareerStrings()
  return (
    <div>
      {asked ? <Part {...{ asked, known, faults, onChange }} /> : words('ladders.nothing')}
      {(!asked || !isGroup(asked)) && (
        <AddRequirement known={known} onAdd={(more) => onChange(also(asked, more))} />
      )}
    </div>
  )
}

function Part(props: Props & { asked: Asked }) {
  return isGroup(props.asked) ? <GroupPart {...props} /> : <PlainPart {...props} />
}

function PlainPart({ asked, known, faults, onChange }: Props & { asked: Asked }) {
  const t = useDesignerStrings()
  const sentence = useSentence()
  const [open, setOpen] = useState(faults.length > 0)
  const what = sentence(asked)
  return (
    <div data-fault={faults.length > 0 || undefined} className={classes.asked}>
      <Group gap="xs" justify="space-between" wrap="wrap">
        <span className={classes.sentence}>{what}</span>
        <Group gap={4}>
          {asked.kind !== 'no_sanction' && (
            <Button
              size="compact-sm"
              variant="default"
              aria-expanded={open}
              aria-label={open ? undefined : t('asks.editOf', { what })}
              onClick={() => setOpen(!open)}
            >
              {open ? t('asks.done') : t('asks.edit')}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('asks.removeOf', { what })}
            onClick={() => onChange(undefined)}
          >
            {t('asks.remove')}
          </Button>
        </Group>
      </Group>
      {open && <RequirementFields {...{ asked, known, faults, onChange }} />}
    </div>
  )
}

function GroupPart({ asked, known, faults, onChange }: Props & { asked: Asked }) {
  const t = useDesignerStrings()
  const parts = asked.of ?? []
  const own = faults.filter(({ part }) => part.length === 0)
  const count = own.find(({ field }) => field === 'count')
  return (
    <div className={classes.group}>
      <div className={classes.fields}>
        <Select
          label={t('asks.group')}
          allowDeselect={false}
          data={GROUP_KINDS.map((value) => ({ value, label: t(`asks.groups.${value}`) }))}
          value={asked.kind}
          onChange={(kind) => kind && onChange(regroup(asked, kind as GroupKind))}
        />
        {asked.kind === 'at_least' && (
          <NumberInput
            label={t('asks.count')}
            min={1}
            max={parts.length}
            value={asked.count ?? 1}
            error={count && t(`faults.kinds.${count.kind as 'no entry'}`)}
            onChange={(value) => onChange({ ...asked, count: Number(value) || 1 })}
          />
        )}
      </div>
      <ul className={classes.parts}>
        {parts.map((part, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names and keep their places
          <li key={`${place} ${part.kind}`}>
            <Part
              asked={part}
              known={known}
              faults={below(faults, place)}
              onChange={(changed) => onChange(withPart(asked, place, changed))}
            />
          </li>
        ))}
      </ul>
      <FaultLines faults={own.filter((fault) => fault !== count)} />
      <AddRequirement
        known={known}
        groups
        onAdd={(more) => onChange({ ...asked, of: [...parts, more] })}
      />
    </div>
  )
}

interface AddProps {
  known: Catalogue
  /** Whether a group may be added too. */
  groups?: boolean
  onAdd: (asked: Asked) => void
}

function AddRequirement({ known, groups, onAdd }: AddProps) {
  const t = useDesignerStrings()
  return (
    <Select
      mt={4}
      maw={280}
      size="xs"
      aria-label={t('asks.add')}
      placeholder={t('asks.add')}
      value={null}
      data={[
        ...PLAIN_KINDS.map((value) => ({
          value: value as string,
          label: t(`asks.kinds.${value}`),
        })),
        ...(groups ? [{ value: 'group', label: t('asks.addGroup') }] : []),
      ]}
      onChange={(kind) => {
        if (kind === 'group') onAdd({ kind: 'any', of: [fresh('service', known)] })
        else if (kind) onAdd(fresh(kind as PlainKind, known))
      }}
    />
  )
}
