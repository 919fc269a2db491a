import type { Agreement, AgreementFields } from '@/api/types'
import { agreements } from '@/api/workforce'
import { useFormat } from '@/format'
import type { Column } from '@/parts/data-table'
import { lazily } from '@/parts/lazily'
import type { Register } from '@/parts/register/register'
import { ShiftLetter } from '@/parts/shift-letter'
import {
  type AgreementValues,
  agreementFields,
  agreementValues,
  blankAgreement,
} from './agreement-values'
import { useNamingColumns } from './naming'
import { useSetupStrings } from './strings'

const Fields = lazily(async () => (await import('./agreement-form')).AgreementForm)

function useColumns(): Column<Agreement>[] {
  const t = useSetupStrings()
  const format = useFormat()
  const weekly = ({ rules }: Agreement) =>
    `${format.number(rules.weeklyMinMin / 60, 1)}–${format.number(rules.weeklyMaxMin / 60, 1)}`
  return [
    ...useNamingColumns<Agreement>(),
    { key: 'weekly', header: t('rules.weeklyHours'), cell: weekly, align: 'end' },
    {
      key: 'rest',
      header: t('rules.minRest'),
      cell: (row) => format.number(row.rules.minRestMin / 60, 1),
      align: 'end',
    },
    {
      key: 'templates',
      header: t('templates'),
      cell: (row) =>
        row.templates.map((template) => <ShiftLetter key={template.code} {...template} />),
    },
  ]
}

export const agreementRegister: Register<Agreement, AgreementFields, AgreementValues> = {
  resource: agreements,
  nameOf: ({ name }) => name,
  useColumns,
  blank: blankAgreement,
  toForm: agreementValues,
  toFields: agreementFields,
  Fields,
  size: 'xl',
}
