import { Button, List, Menu, Stack, Text } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body } from '@/api/client'
import type { LabourLaw } from '@/api/types'
import type { AgreementValues } from '../agreement-values'
import { ruleValues } from './rule-values'
import { useFurtherStrings } from './strings'
import { en } from './strings.en'

type Form = UseFormReturnType<AgreementValues>

/** Copies the rules of a statute into the form, and shows where each main one comes from. */
export function LawMenu({ form }: { form: Form }) {
  const t = useFurtherStrings()
  const laws = useQuery({
    queryKey: ['labour-laws'],
    queryFn: async () => body(await api.GET('/labour-laws')).items,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [taken, setTaken] = useState<LabourLaw>()
  const nameOf = (code: string) => (isLaw(code) ? t(`laws.${code}`) : code)
  return (
    <Stack gap="xs" align="flex-start">
      <Menu withinPortal position="bottom-start">
        <Menu.Target>
          <Button variant="default" size="xs">
            {t('law')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown maw={360}>
          <Menu.Label>{t('lawHint')}</Menu.Label>
          {laws.data?.map((law) => (
            <Menu.Item
              key={law.code}
              onClick={() => {
                form.setValues({ rules: withLaw(form.values.rules, law) })
                setTaken(law)
              }}
            >
              {nameOf(law.code)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {taken && (
        <Text size="sm" component="div" c="dimmed">
          {t('lawTaken', { law: nameOf(taken.code) })}
          <List size="sm">
            {taken.main.map(({ field, source }) => (
              <List.Item key={field}>{source}</List.Item>
            ))}
          </List>
        </Text>
      )}
    </Stack>
  )
}

function isLaw(code: string): code is keyof typeof en.laws {
  return Object.hasOwn(en.laws, code)
}

/** The rules with those of a law in the place of their own. */
export function withLaw(rules: AgreementValues['rules'], law: LabourLaw): AgreementValues['rules'] {
  const next = { ...rules, further: law.further.map(ruleValues) }
  for (const { field, value } of law.main) {
    if (field === 'weeklyMaxMin') next.weeklyMax = value / 60
    if (field === 'minRestMin') next.minRest = value / 60
    if (field === 'maxConsecutiveDays') next.maxConsecutiveDays = value
    if (field === 'minDaysOffPerWeek') next.minDaysOffPerWeek = value
  }
  const most = typeof next.weeklyMax === 'number' ? next.weeklyMax : 0
  if (typeof next.weeklyMin === 'number' && next.weeklyMin > most) next.weeklyMin = most
  return next
}
