import type { Language } from '@/i18n'

// What statutory days are called in the other language. Calendars keep the name
// that a country publishes; a planner who does not read it sees both.
const PAIRS: readonly (readonly [zh: string, en: string])[] = [
  ['元旦', 'New Year’s Day'],
  ['春节', 'Spring Festival'],
  ['除夕', 'Lunar New Year’s Eve'],
  ['元宵节', 'Lantern Festival'],
  ['清明节', 'Qingming Festival'],
  ['劳动节', 'Labour Day'],
  ['端午节', 'Dragon Boat Festival'],
  ['七夕', 'Qixi Festival'],
  ['中元节', 'Ghost Festival'],
  ['中秋节', 'Mid-Autumn Festival'],
  ['重阳节', 'Double Ninth Festival'],
  ['腊八节', 'Laba Festival'],
  ['小年', 'Little New Year'],
  ['国庆节', 'National Day'],
  ['国庆节、中秋节', 'National Day and Mid-Autumn Festival'],
  ['中国人民抗日战争暨世界反法西斯战争胜利日', 'Victory Day'],
  ['耶稣受难日', 'Good Friday'],
  ['复活节', 'Easter'],
  ['复活节星期一', 'Easter Monday'],
  ['圣诞节', 'Christmas Day'],
  ['节礼日', 'Boxing Day'],
  ['感恩节', 'Thanksgiving Day'],
  ['独立日', 'Independence Day'],
]
const other: Record<Language, ReadonlyMap<string, string>> = {
  en: new Map(PAIRS),
  zh: new Map(PAIRS.map(([zh, en]) => [plain(en), zh])),
}

/** A day's name in the language on screen, followed by the name that it has: "Spring Festival 春节". */
export function legible(name: string, language: Language): string {
  const known = other[language].get(plain(name))
  return known ? `${known} ${name}` : name
}

// calendars write apostrophes either way
function plain(name: string): string {
  return name.trim().replaceAll("'", '’')
}
