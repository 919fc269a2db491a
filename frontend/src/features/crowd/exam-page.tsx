import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { answerExam, type MemberExam, memberQuery, useCrowdAct } from '@/api/crowd'
import { useNames } from '@/api/resource'
import { useMay } from '@/api/session'
import { skills } from '@/api/workforce'
import { Empty } from '@/parts/empty'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { SequentialPlot } from '@/parts/plot/sequential'
import { Status } from '@/parts/status'
import { useCrowdStrings } from './strings'

const route = getRouteApi('/shell/vendors/members/$memberId/exams/$examId')
const ANSWERS = ['good', 'error', 'critical'] as const

/** A sequential test: its path between the two lines, and the next item. */
export function ExamPage() {
  const t = useCrowdStrings()
  const { memberId, examId } = route.useParams()
  const query = useQuery(memberQuery(memberId))
  const exam = query.data?.exams.find(({ id }) => id === examId)
  const skill = useNames(skills)
  const name = query.data?.member.name ?? t('members')
  const trail = [
    <Link key="members" to="/vendors/members">
      {t('members')}
    </Link>,
    <Link key="member" to="/vendors/members/$memberId" params={{ memberId }}>
      {name}
    </Link>,
  ]
  return (
    <Page
      title={exam ? t('exam.title', { skill: skill(exam.skillId) }) : t('exams')}
      note={name}
      trail={trail}
    >
      <Loaded query={query}>
        {() => (exam ? <Exam exam={exam} /> : <Empty title={t('cert.noExams')} />)}
      </Loaded>
    </Page>
  )
}

function Exam({ exam }: { exam: MemberExam }) {
  const t = useCrowdStrings()
  const { verdict, items, errors, critical, most, acceptAt } = exam
  const standing = { continue: 'info', accept: 'ok', reject: 'bad' } as const
  return (
    <>
      <Text c="dimmed" maw={760} mb="md">
        {t('exam.intro')}
      </Text>
      <Panel title={t('exam.verdict')}>
        <Status standing={standing[verdict]}>
          {t('examLine', { items, errors, verdict: t(`verdicts.${verdict}`) })}
        </Status>
        {critical && <Text>{t('exam.critical')}</Text>}
        {verdict === 'continue' && (
          <Text>
            {t('exam.passAt', { n: acceptAt })} {t('exam.most', { most })}
          </Text>
        )}
        {verdict === 'reject' && <Text>{t('exam.again')}</Text>}
        {verdict === 'continue' && <NextItem exam={exam} />}
      </Panel>
      <Path exam={exam} />
    </>
  )
}

function NextItem({ exam }: { exam: MemberExam }) {
  const t = useCrowdStrings()
  const may = useMay('vendors:manage')
  const answer = useCrowdAct((letter: string) => answerExam(exam, letter))
  if (!may) return null
  return (
    <>
      {answer.isError && <ErrorPanel error={answer.error} />}
      <Text fw={600} mt="sm" mb={6}>
        {t('exam.next', { n: exam.items + 1 })}
      </Text>
      <Group>
        {ANSWERS.map((letter) => (
          <Button
            key={letter}
            variant={letter === 'good' ? 'filled' : 'default'}
            disabled={answer.isPending}
            onClick={() => answer.mutate(letter)}
          >
            {t(`exam.${letter}`)}
          </Button>
        ))}
      </Group>
    </>
  )
}

/** Errors after each item, between the lines that end the test. */
function Path({ exam }: { exam: MemberExam }) {
  const t = useCrowdStrings()
  return (
    <Panel title={t('exam.path')}>
      <SequentialPlot
        label={t('exam.path')}
        failures={exam.answers.map((answer) => answer !== 'good')}
        test={exam}
        reach={exam.acceptAt}
        words={{
          path: t('exam.path'),
          accept: t('exam.passLine'),
          reject: t('exam.failLine'),
          items: t('exam.items'),
        }}
      />
    </Panel>
  )
}
