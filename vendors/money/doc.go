// Package money counts money in whole minor units of one currency.
//
// Its nouns:
//
//   - Amount: minor units (fen, cents) and the currency they are of. Two
//     currencies never mix; a sum never wraps around.
//   - Price: what one unit costs, a decimal of the currency's major unit, such as
//     0.85 CNY for a call.
//   - Rounding: by which rule a product becomes whole minor units. It happens once
//     a figure, where the contract says so; totals are sums of rounded figures.
//
// Decimals are those of github.com/govalues/decimal: nineteen digits, correctly
// rounded, without binary fractions, so that the same contract and the same events
// give the same invoice to the last unit on every machine.
package money
