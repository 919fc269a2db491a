import { ActionIcon, Button, Checkbox, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { DeleteIcon, Plus } from '@/design/icons'
import { useLanguage } from '@/i18n'
import { isDecimal, shifted } from './exact'
import { useDraftStrings } from './strings'
import type { en } from './strings.en'

/** What the server found, by the path of the field: "levels.0.target". */
const Findings = createContext<Readonly<Record<string, string>>>({})
export const FindingsProvider = Findings.Provider

/** The rules that findings come from; the server's own words are English. */
export type Rule = keyof typeof en.rules

/** What was found at a field, in the language on screen. */
export function useFinding(path: string, rule?: Rule): string | undefined {
  const t = useDraftStrings()
  const language = useLanguage()
  const found = useContext(Findings)[path]
  return found && rule && language !== 'en' ? t(`rules.${rule}`) : found
}

interface FieldProps {
  path: string
  label: string
  hint?: string
  rule?: Rule
}

interface TextProps extends FieldProps {
  value: string
  onChange: (value: string) => void
}

/** An exact decimal number. */
export function Exact({ path, label, hint, rule, value, onChange }: TextProps) {
  const t = useDraftStrings()
  const found = useFinding(path, rule)
  return (
    <TextInput
      label={label}
      description={hint}
      inputMode="decimal"
      error={isDecimal(value) ? found : t('notNumber')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  )
}

/** A share, which people write and read as a percentage. */
export function Share(props: TextProps) {
  const t = useDraftStrings()
  const { path, label, hint, rule = 'share', value, onChange } = props
  const [typed, setTyped] = useState(shifted(value, 2))
  const found = useFinding(path, rule)
  return (
    <TextInput
      label={label}
      description={hint}
      inputMode="decimal"
      rightSection="%"
      error={isDecimal(value) ? found : t('notNumber')}
      value={shifted(typed, -2) === value ? typed : shifted(value, 2)}
      onChange={(event) => {
        const text = event.currentTarget.value.trim()
        setTyped(text)
        onChange(shifted(text, -2))
      }}
    />
  )
}

/** A name or code. */
export function Words({ path, label, hint, rule, value, onChange }: TextProps) {
  return (
    <TextInput
      label={label}
      description={hint}
      error={useFinding(path, rule)}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface WholeProps extends FieldProps {
  value: number
  onChange: (value: number) => void
  decimals?: number
}

/** A count, or an amount with the decimals of its currency. */
export function Whole({ path, label, hint, rule, value, onChange, decimals = 0 }: WholeProps) {
  return (
    <NumberInput
      label={label}
      description={hint}
      error={useFinding(path, rule)}
      allowNegative={false}
      decimalScale={decimals}
      fixedDecimalScale={decimals > 0}
      value={value}
      onChange={(next) => onChange(Number(next) || 0)}
    />
  )
}

interface OptionProps {
  label: string
  hint: string
  on: boolean
  onChange: (on: boolean) => void
  children?: ReactNode
}

/** A part that a contract may leave out, with its fields where it has it. */
export function Option({ label, hint, on, onChange, children }: OptionProps) {
  return (
    <Stack gap="xs">
      <Checkbox
        label={label}
        description={hint}
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {on && children && (
        <div style={{ paddingLeft: 28 }}>
          <Fields>{children}</Fields>
        </div>
      )}
    </Stack>
  )
}

/** Fields side by side, one below the other where there is no room. */
export function Fields({ children }: { children: ReactNode }) {
  return (
    <div
      style={{
        display: 'grid',
        gap: 'var(--space-2) var(--space-3)',
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(150px, 100%), 1fr))',
        alignItems: 'start',
      }}
    >
      {children}
    </div>
  )
}

interface ItemProps {
  name: string
  remove: string
  onRemove: () => void
  children: ReactNode
}

/** One of a list: a rate, a level, a step of the ladder. */
export function Item({ name, remove, onRemove, children }: ItemProps) {
  return (
    <Stack
      gap="xs"
      component="fieldset"
      p="sm"
      m={0}
      style={{
        position: 'relative',
        border: '1px solid var(--line)',
        borderRadius: 4,
        minWidth: 0,
      }}
    >
      <Text component="legend" px={4} fw={600}>
        {name}
      </Text>
      {children}
      <ActionIcon
        variant="subtle"
        pos="absolute"
        top={2}
        right={8}
        aria-label={remove}
        title={remove}
        onClick={onRemove}
      >
        <DeleteIcon size={16} aria-hidden />
      </ActionIcon>
    </Stack>
  )
}

/** Adds one to a list. */
export function Add({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      variant="default"
      size="xs"
      w="fit-content"
      leftSection={<Plus size={14} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  )
}

/** A list with the one at a place put anew. */
export function put<V>(list: readonly V[], place: number, value: V): V[] {
  return list.map((one, i) => (i === place ? value : one))
}

/** A list without the one at a place. */
export function without<V>(list: readonly V[], place: number): V[] {
  return list.filter((_, i) => i !== place)
}
