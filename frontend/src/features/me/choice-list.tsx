import { ActionIcon, Group, NumberInput, Text } from '@mantine/core'
import type { LineChoice, OwnBid } from '@/api/own-bids'
import { CloseIcon, SortDown, SortUp } from '@/design/icons'
import classes from './me.module.css'
import { useMeStrings } from './strings'

interface Props {
  bid: OwnBid
  choices: readonly LineChoice[]
  /** Undefined while the bid is not open. */
  onChange: ((choices: readonly LineChoice[]) => void) | undefined
}

/** A list with one of its places exchanged for the next. */
function swapped<T>(list: readonly T[], at: number): T[] {
  const out = [...list]
  out.splice(at, 2, ...out.slice(at, at + 2).reverse())
  return out
}

/** The lines that were chosen, the best first, to be moved with one tap each. */
export function ChoiceList({ bid, choices, onChange }: Props) {
  const t = useMeStrings()
  if (choices.length === 0) return <Text c="dimmed">{t('bids.noChoice')}</Text>
  const byPoints = bid.rule === 'points'
  const left = bid.points - choices.reduce((sum, { points = 0 }) => sum + points, 0)
  return (
    <>
      {byPoints && <Text c="dimmed">{t('bids.left', { left, all: bid.points })}</Text>}
      <ol className={classes.week}>
        {choices.map((choice, at) => (
          <li key={choice.line} className={classes.day}>
            <span>{t('bids.line', { number: choice.line })}</span>
            {onChange && (
              <Group gap={4} wrap="nowrap">
                {byPoints && (
                  <NumberInput
                    w={92}
                    size="md"
                    min={1}
                    max={bid.points}
                    aria-label={t('bids.pointsOn', { number: choice.line })}
                    value={choice.points ?? 1}
                    onChange={(points) =>
                      onChange(
                        choices.map((one) =>
                          one === choice ? { ...one, points: Number(points) || 1 } : one,
                        ),
                      )
                    }
                  />
                )}
                <ActionIcon
                  variant="default"
                  size={44}
                  disabled={at === 0}
                  aria-label={t('bids.up', { number: choice.line })}
                  onClick={() => onChange(swapped(choices, at - 1))}
                >
                  <SortUp size={18} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  size={44}
                  disabled={at === choices.length - 1}
                  aria-label={t('bids.down', { number: choice.line })}
                  onClick={() => onChange(swapped(choices, at))}
                >
                  <SortDown size={18} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  size={44}
                  aria-label={t('bids.drop', { number: choice.line })}
                  onClick={() => onChange(choices.filter((one) => one !== choice))}
                >
                  <CloseIcon size={18} aria-hidden />
                </ActionIcon>
              </Group>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}
