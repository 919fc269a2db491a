import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { useUserStrings } from '../users/strings'
import classes from './impact.module.css'
import type { Activity } from './queries'
import { useImpactStrings } from './strings'

/** What is done with data about people, how long it is kept, and who reads it. */
export function ActivitiesPanel({ activities }: { activities: Activity[] }) {
  const t = useImpactStrings()
  const format = useFormat()
  return (
    <Panel title={t('activities')}>
      <DataTable
        label={t('activities')}
        rows={activities}
        rowKey={({ activity }) => activity}
        columns={[
          {
            key: 'activity',
            header: t('activity'),
            names: true,
            cell: ({ activity }) => (
              <>
                <b>{t(`names.${activity}`)}</b>
                <Text size="sm" c="dimmed" className={classes.words}>
                  {t(`purposes.${activity}`)}
                </Text>
              </>
            ),
          },
          {
            key: 'state',
            header: t('state'),
            cell: ({ on }) => <Status standing={on ? 'ok' : 'info'}>{t(on ? 'on' : 'off')}</Status>,
          },
          {
            key: 'people',
            header: t('people'),
            align: 'end',
            cell: ({ people }) => format.number(people),
          },
          {
            key: 'oldest',
            header: t('oldest'),
            cell: ({ oldest }) => (oldest ? format.day(oldest, 'full') : '–'),
          },
          {
            key: 'kept',
            header: t('kept'),
            cell: ({ months }) => (months ? t('months', { months }) : t('record')),
          },
          { key: 'readers', header: t('readers'), cell: (row) => <Readers activity={row} /> },
        ]}
      />
    </Panel>
  )
}

function Readers({ activity: { readers, own } }: { activity: Activity }) {
  const t = useImpactStrings()
  const users = useUserStrings()
  const format = useFormat()
  return (
    <Text component="div" size="sm" className={classes.words}>
      {readers.length > 0
        ? format.list(readers.map((role) => users(`roleNames.${role}`)))
        : t('nobody')}
      {own && (
        <Text span size="sm" c="dimmed" display="block">
          {t('own')}
        </Text>
      )}
    </Text>
  )
}
