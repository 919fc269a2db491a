import { Badge, Table } from '@mantine/core'
import { useFormat } from '@/format'
import { useLanguage } from '@/i18n'
import type { Answer, Form, FormItem } from './queries'
import { useJudgedStrings } from './strings'

/** An item in the reader's language. */
export function useItemText(): (item: FormItem) => string {
  const language = useLanguage()
  return (item) => (language === 'zh' && item.textZh ? item.textZh : item.text)
}

/** What sort of item it is. */
export function ItemMarks({ item }: { item: FormItem }) {
  const t = useJudgedStrings()
  return (
    <>
      {item.behaviour && (
        <Badge variant="default" mr={4}>
          {t('behaviour')}
        </Badge>
      )}
      {item.criticality !== 'non' && (
        <Badge variant="outline" color="red" mr={4}>
          {t(`critical.${item.criticality}`)}
          {item.fatal && ` · ${t('fatal')}`}
        </Badge>
      )}
    </>
  )
}

/** A grade in words. */
export function useGradeWord(): (item: FormItem, answer: Answer | undefined) => string {
  const t = useJudgedStrings()
  const format = useFormat()
  return (item, answer) => {
    if (!answer) return t('notAsked')
    if (answer.without) return t('without')
    if (item.best === 1) return t(answer.grade === 1 ? 'yes' : 'no')
    return t('ofBest', { grade: format.number(answer.grade), best: format.number(item.best) })
  }
}

/** A form as it was filled in. */
export function Sheet({ form, answers }: { form: Form; answers: readonly Answer[] }) {
  const t = useJudgedStrings()
  const text = useItemText()
  const word = useGradeWord()
  const given = new Map(answers.map((answer) => [answer.item, answer]))
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('item')}</Table.Th>
          <Table.Th>{t('answer')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {form.items.map((item) => {
          const answer = given.get(item.key)
          return (
            <Table.Tr key={item.key}>
              <Table.Td>
                {text(item)} <ItemMarks item={item} />
                {answer?.note && <div>{answer.note}</div>}
              </Table.Td>
              <Table.Td>{word(item, answer)}</Table.Td>
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </Table>
  )
}
