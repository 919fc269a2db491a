/** How many minor units a unit of a currency has: 100, or 1 for yen; 100 while it is unknown. */
export function minorUnits(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency: currency.trim() })
    return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)
  } catch {
    return 100
  }
}

/** An amount as people write it, in whole minor units. */
export function minor(amount: number, currency: string): number {
  return Math.round(amount * minorUnits(currency))
}

/** The other way, for a field. */
export function major(amountMinor: number, currency: string): number {
  return amountMinor / minorUnits(currency)
}
