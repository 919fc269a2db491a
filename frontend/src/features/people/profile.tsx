import { useNames } from '@/api/resource'
import type { Person } from '@/api/types'
import { agreements, employers, sites, skills, teams } from '@/api/workforce'
import { useFormat } from '@/format'
import { inWords, together } from '@/parts/inputs/weekly'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import classes from './people.module.css'
import { usePeopleStrings } from './strings'

/** What is known of a person, as it holds today. */
export function Profile({ person }: { person: Person }) {
  const t = usePeopleStrings()
  const format = useFormat()
  const site = useNames(sites)
  const employer = useNames(employers)
  const team = useNames(teams)
  const agreement = useNames(agreements)
  const skill = useNames(skills)
  const noAgreement = <Status standing="warn">{t('noAgreementText')}</Status>
  const facts: [string, React.ReactNode][] = [
    [t('email'), person.email],
    [t('site'), site(person.siteId)],
    [t('employer'), employer(person.employerId)],
    [t('team'), team(person.teamId)],
    [t('agreement'), person.agreementId ? agreement(person.agreementId) : noAgreement],
    [t('hiredOn'), format.day(person.hiredOn)],
    [t('leftOn'), person.leftOn && format.day(person.leftOn)],
    [
      t('availability'),
      inWords(together(person.availability), format.weekday) || t('alwaysAvailable'),
    ],
  ]
  return (
    <Panel title={t('profile')}>
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        <div>
          <dt>{t('skills')}</dt>
          <dd>
            {person.skills.length === 0 && t('noSkills')}
            {person.skills.map(({ skillId, level }) => (
              <div key={skillId}>
                {skill(skillId)}
                <span className={classes.level}>{t(`levels.${levelOf(level)}`)}</span>
              </div>
            ))}
          </dd>
        </div>
      </dl>
    </Panel>
  )
}

function levelOf(level: number): '1' | '2' | '3' | '4' | '5' {
  const words = ['1', '2', '3', '4', '5'] as const
  return words[Math.min(Math.max(level, 1), 5) - 1] ?? '1'
}
