package derive_test

import (
	"testing"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/vendors/contract/derive"
	"github.com/muster-wfm/muster/vendors/money"
)

func TestAFigureIsOpenedToWhatItCameFrom(t *testing.T) {
	s := derive.Amount("charge", "call", money.Amount{Minor: 170, Currency: "CNY"}, "quantity × price",
		derive.Amount("band", "1", money.Amount{Minor: 170, Currency: "CNY"}, "", derive.Number("quantity", "1", decimal.MustParse("2"), "")),
		derive.Text("why", "call", "as agreed"))
	if got, found := s.Find("charge"); !found || got.Of != "call" || got.Amount.Minor != 170 || got.Number != nil {
		t.Errorf("the figure itself: %+v, %t", got, found)
	}
	if got, found := s.Find("quantity"); !found || got.Number.String() != "2" || got.Amount != nil {
		t.Errorf("two levels down: %+v, %t", got, found)
	}
	if got, found := s.Find("why"); !found || got.Text != "as agreed" {
		t.Errorf("the reason: %+v, %t", got, found)
	}
	if got, found := s.Find("moon"); found {
		t.Errorf("what is not there: %+v", got)
	}
}
