package forecast_test

import (
	"slices"
	"testing"
	"time"

	"github.com/muster-wfm/muster/forecast"
)

// next makes the night after the one that the clock shows.
func (s *sleeper) next(t *testing.T) forecast.Night {
	t.Helper()
	s.at = s.at.Add(24 * time.Hour)
	s.begin(t)
	return s.sleep(t)
}

func TestANightIsQuietForAQueueWhoseDriversAreAsTheyWere(t *testing.T) {
	eachSleeper(t, func(t *testing.T, s *sleeper) {
		ctx := t.Context()
		drivers := s.drivers()
		s.forecasts.Drivers = drivers
		s.remember(t, s.billing)
		mail := s.campaign(t)
		var values []forecast.DriverValue
		for k := range 120 { // two months of the past and as many of plans
			values = append(values, forecast.DriverValue{Date: monday.AddDays(k - 60), Value: float64(100 + k%7), Planned: k >= 60})
		}
		from, to := values[0].Date, values[len(values)-1].Date
		mail, err := drivers.SetValues(ctx, s.all, mail.ID, mail.Version, from, to, values)
		must(t, err)
		s.at = s.at.Add(time.Hour)
		s.begin(t)
		if first := s.sleep(t); len(first.Outcome.Forecasts) != 1 {
			t.Fatalf("the first night: %+v; want a forecast", first.Outcome)
		}
		if quiet := s.next(t); !slices.Equal(quiet.Outcome.Unchanged, []int64{s.billing.ID}) {
			t.Errorf("a night without anything new: %+v; want the queue unchanged, though its drivers are looked at a day further", quiet.Outcome)
		}
		values[65].Value = 900
		mail, err = drivers.SetValues(ctx, s.all, mail.ID, mail.Version, from, to, values)
		must(t, err)
		if news := s.next(t); len(news.Outcome.Forecasts) != 1 {
			t.Errorf("a night after another plan: %+v; want a forecast", news.Outcome)
		}
		must(t, drivers.Delete(ctx, s.all, mail.ID))
		if news := s.next(t); len(news.Outcome.Forecasts) != 1 {
			t.Errorf("a night after the driver went: %+v; want a forecast", news.Outcome)
		}
	})
}

func TestANightIsQuietForQueuesThatWereMadeToAgree(t *testing.T) {
	eachSleeper(t, func(t *testing.T, s *sleeper) {
		chat := s.another(t, "Chat")
		s.remember(t, s.billing)
		s.remember(t, chat)
		agreed := s.run(t, forecast.RunOrder{From: monday, Days: 14, Together: []int64{}}, s.billing.ID, chat.ID)
		if len(agreed[0].Order.Together) != 2 {
			t.Fatalf("ordered %+v, want both together", agreed[0].Order)
		}
		s.at = s.at.Add(time.Hour)
		s.begin(t)
		night := s.sleep(t)
		slices.Sort(night.Outcome.Unchanged)
		if want := []int64{s.billing.ID, chat.ID}; !slices.Equal(night.Outcome.Unchanged, want) || len(night.Outcome.Forecasts) != 0 {
			t.Errorf("the night after: %+v; want the queues %v unchanged", night.Outcome, want)
		}
	})
}
