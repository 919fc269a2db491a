import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type Desk, wishesQuery } from '../queries'
import { useCalmVersion } from '../use-desk'
import { useWishText } from './words'

/** Marks on the sheet what people wish and whether it is so; shows nothing itself. */
export default function WishMarks({ rosterId, desk }: { rosterId: number; desk: Desk }) {
  const { data } = useQuery(wishesQuery(rosterId, useCalmVersion(desk)))
  const text = useWishText()
  useEffect(() => {
    const marks = data?.items.map((wish) => ({
      personId: wish.personId,
      day: wish.day,
      met: wish.met,
      text: text(wish),
    }))
    if (marks) desk.sheet.showWishes(marks)
  }, [data, text, desk.sheet])
  return null
}
