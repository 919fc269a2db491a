import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  NativeSelect,
  Select,
  Stack,
  Text,
} from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useList } from '@/api/resource'
import { skills } from '@/api/workforce'
import { DeleteIcon, Plus } from '@/design/icons'
import { idInput, optionsOf } from '@/parts/inputs/choices'
import type { PersonValues } from './person-values'
import { usePeopleStrings } from './strings'

type Form = UseFormReturnType<PersonValues>

const LEVELS = ['1', '2', '3', '4', '5'] as const

/** The skills of a person, each with its level from learning to teaching. */
export function SkillFields({ form }: { form: Form }) {
  const t = usePeopleStrings()
  return (
    <Fieldset legend={t('skills')}>
      <Stack gap="sm" align="flex-start">
        {form.values.skills.length === 0 && <Text c="dimmed">{t('noSkills')}</Text>}
        {form.values.skills.map((_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a skill being chosen has no name yet
          <SkillLine key={place} form={form} place={place} />
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => form.insertListItem('skills', { skillId: undefined, level: 3 })}
        >
          {t('addSkill')}
        </Button>
      </Stack>
    </Fieldset>
  )
}

function SkillLine({ form, place }: { form: Form; place: number }) {
  const t = usePeopleStrings()
  const { data = [] } = useList(skills)
  const level = form.getInputProps(`skills.${place}.level`)
  return (
    <Group gap="sm" align="flex-start">
      <Select
        aria-label={t('skill')}
        placeholder={t('skill')}
        data={optionsOf(data)}
        searchable
        {...idInput(form, `skills.${place}.skillId`)}
      />
      <NativeSelect
        aria-label={t('level')}
        data={LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
        {...level}
        value={String(level.value)}
        onChange={(event) => level.onChange(Number(event.currentTarget.value))}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={34}
        aria-label={t('removeSkill')}
        onClick={() => form.removeListItem('skills', place)}
      >
        <DeleteIcon size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
