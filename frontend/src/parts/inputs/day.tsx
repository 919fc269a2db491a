import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/zh-cn'
import { DateInput, type DateInputProps } from '@mantine/dates'
import { CalendarIcon } from '@/design/icons'
import { useLanguage } from '@/i18n'

interface Props extends Omit<DateInputProps, 'locale' | 'valueFormat' | 'firstDayOfWeek'> {}

/**
 * A calendar day, the text YYYY-MM-DD: typed, or picked from a month whose weeks
 * begin on Monday. The browser's own field would follow the viewer's country
 * and not the language on screen.
 */
export function DayField(props: Props) {
  const language = useLanguage()
  return (
    <DateInput
      valueFormat="YYYY-MM-DD"
      placeholder="YYYY-MM-DD"
      locale={language === 'zh' ? 'zh-cn' : 'en'}
      firstDayOfWeek={1}
      monthLabelFormat={language === 'zh' ? 'YYYY年M月' : 'MMMM YYYY'}
      monthsListFormat={language === 'zh' ? 'M月' : 'MMM'}
      yearLabelFormat={language === 'zh' ? 'YYYY年' : 'YYYY'}
      rightSection={<CalendarIcon size={14} aria-hidden />}
      rightSectionPointerEvents="none"
      popoverProps={{ withinPortal: true }}
      {...props}
    />
  )
}
