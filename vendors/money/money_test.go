package money_test

import (
	"errors"
	"math"
	"testing"

	"github.com/govalues/decimal"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/money"
)

func cny(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "CNY"} }

func TestCurrenciesDoNotMix(t *testing.T) {
	usd := money.Amount{Minor: 1, Currency: "USD"}
	var mixed *money.MixedError
	for name, mix := range map[string]func() error{
		"sum":        func() error { _, err := cny(1).Plus(usd); return err },
		"difference": func() error { _, err := cny(1).Minus(usd); return err },
		"comparison": func() error { _, err := cny(1).Compare(usd); return err },
		"sum of all": func() error { _, err := money.Sum(cny(1), cny(2), usd); return err },
	} {
		if err := mix(); !errors.As(err, &mixed) {
			t.Errorf("%s of 0.01 CNY and 0.01 USD: %v, want a MixedError", name, err)
		}
	}
	// Nothing of no currency is where every sum begins.
	if got, err := money.Sum(money.Amount{}, cny(5)); err != nil || got != cny(5) {
		t.Errorf("nothing and 0.05 CNY: %v, %v", got, err)
	}
	// Nothing of a currency is still of that currency.
	if _, err := cny(0).Plus(usd); !errors.As(err, &mixed) {
		t.Errorf("0.00 CNY and 0.01 USD: %v, want a MixedError", err)
	}
}

func TestAProductIsRoundedOnceByTheContractsRule(t *testing.T) {
	for _, c := range []struct {
		price, quantity string
		currency        money.Currency
		by              money.Rounding
		want            int64
	}{
		{"0.85", "100000", "CNY", money.HalfUp, 8_500_000},
		{"0.85", "3", "CNY", money.HalfUp, 255},
		{"0.005", "1", "CNY", money.HalfUp, 1},
		{"0.005", "1", "CNY", money.HalfEven, 0},
		{"0.015", "1", "CNY", money.HalfEven, 2},
		{"0.0149", "1", "CNY", money.HalfUp, 1},
		{"-0.005", "1", "CNY", money.HalfUp, -1},
		{"0.019", "1", "CNY", money.Down, 1},
		{"-0.019", "1", "CNY", money.Down, -1},
		{"0.011", "1", "CNY", money.Up, 2},
		{"-0.011", "1", "CNY", money.Up, -2},
		{"12.5", "1", "JPY", money.HalfUp, 13},
		{"1.2345", "1", "KWD", money.HalfEven, 1234},
		{"0", "5", "CNY", money.HalfUp, 0},
		{"7", "1", "", money.HalfUp, 700},
	} {
		p := money.Price{Value: decimal.MustParse(c.price), Currency: c.currency}
		got, err := p.Times(decimal.MustParse(c.quantity), c.by)
		if err != nil || got != (money.Amount{Minor: c.want, Currency: c.currency}) {
			t.Errorf("%v times %s, %s: got %v, %v; want %d minor units", p, c.quantity, c.by, got, err, c.want)
		}
	}
}

func TestNothingWrapsAround(t *testing.T) {
	var beyond *money.BeyondError
	big := cny(math.MaxInt64)
	if got, err := big.Plus(cny(1)); !errors.As(err, &beyond) {
		t.Errorf("largest amount and 0.01: %v, %v, want a BeyondError", got, err)
	}
	if got, err := cny(math.MinInt64).Plus(cny(-1)); !errors.As(err, &beyond) {
		t.Errorf("smallest amount less 0.01: %v, %v, want a BeyondError", got, err)
	}
	if got, err := cny(1).Minus(cny(math.MinInt64)); !errors.As(err, &beyond) {
		t.Errorf("0.01 less the smallest amount: %v, %v, want a BeyondError", got, err)
	}
	if got, err := big.Times(decimal.MustParse("1000"), money.HalfUp); !errors.As(err, &beyond) {
		t.Errorf("a thousand times the largest amount: %v, %v, want a BeyondError", got, err)
	}
	if got, err := money.Rounded(decimal.MustParse("92233720368547758.08"), "CNY", money.HalfUp); !errors.As(err, &beyond) {
		t.Errorf("one more than the largest amount: %v, %v, want a BeyondError", got, err)
	}
	if got, err := money.Rounded(decimal.MustParse("92233720368547758.07"), "CNY", money.HalfUp); err != nil || got != big {
		t.Errorf("the largest amount: %v, %v, want %v", got, err, big)
	}
}

func TestSumsDoNotDependOnTheOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		minors := rapid.SliceOf(rapid.Int64Range(-1e12, 1e12)).Draw(rt, "minors")
		var list, back []money.Amount
		want := int64(0)
		for i := range minors {
			list, back = append(list, cny(minors[i])), append(back, cny(minors[len(minors)-1-i]))
			want += minors[i]
		}
		one, err := money.Sum(list...)
		other, err2 := money.Sum(back...)
		if err != nil || err2 != nil || one != other || one.Minor != want {
			rt.Errorf("%v: %v (%v) and backwards %v (%v), want %d", minors, one, err, other, err2, want)
		}
	})
}

func TestRoundingStaysWithinAMinorUnit(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		coefficient := rapid.Int64Range(-1e15, 1e15).Draw(rt, "coefficient")
		d := decimal.MustNew(coefficient, rapid.IntRange(0, 9).Draw(rt, "scale"))
		by := rapid.SampledFrom(money.Roundings).Draw(rt, "rounding")
		got, err := money.Rounded(d, "CNY", by)
		if err != nil {
			rt.Fatal(err)
		}
		off, err := got.Major().Sub(d)
		most := decimal.MustNew(1, 2)
		if by == money.HalfUp || by == money.HalfEven {
			most = decimal.MustNew(5, 3)
		}
		if err != nil || off.CmpAbs(most) > 0 || (most == decimal.MustNew(1, 2) && off.CmpAbs(most) == 0) {
			rt.Errorf("%v rounded %s is %v, %v away", d, by, got, off)
		}
	})
}

func TestACurrencyIsThreeLetters(t *testing.T) {
	for text, want := range map[string]money.Currency{"CNY": "CNY", " usd ": "USD"} {
		if got, err := money.ParseCurrency(text); err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
	}
	var unknown *money.CurrencyError
	for _, text := range []string{"", "RMB¥", "C1Y", "YUAN"} {
		if got, err := money.ParseCurrency(text); !errors.As(err, &unknown) {
			t.Errorf("%q: %q, %v; want a CurrencyError", text, got, err)
		}
	}
}

func TestAmountsAreShownInMajorUnits(t *testing.T) {
	for a, want := range map[money.Amount]string{
		cny(1234):                    "12.34 CNY",
		cny(-5):                      "-0.05 CNY",
		{Minor: 12, Currency: "JPY"}: "12 JPY",
		{}:                           "0",
		cny(-7).Size():               "0.07 CNY",
	} {
		if got := a.String(); got != want {
			t.Errorf("%d %s: %q, want %q", a.Minor, a.Currency, got, want)
		}
	}
}
