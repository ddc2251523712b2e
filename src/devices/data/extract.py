#!/usr/bin/env python3
"""Cuts the embedded days out of the two source tables (README.md says where those are from).

usage: extract.py PRICES.csv HOME.csv OUTDIR     writes <day>_prices.csv and <day>_home.csv for every line of days.csv
"""

import csv
import os
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

HALF_HOUR = timedelta(minutes=30)
LOCAL = ZoneInfo("Europe/Berlin")
LOOK_BACK_DAYS = 28  # the load forecast is a mean over so many days before


def read(path, columns):
    """A table as {moment: [value or None, …]}."""
    with open(path, newline="") as file:
        rows = csv.DictReader(file)
        return {
            datetime.fromisoformat(row["utc_start"].replace("Z", "+00:00")): [
                float(row[name]) if row[name] else None for name in columns
            ]
            for row in rows
        }


def fill(values, longest_gap, otherwise):
    """Interpolates gaps of at most `longest_gap` values linearly, and puts `otherwise` into longer ones."""
    out = list(values)
    at = 0
    while at < len(out):
        if out[at] is not None:
            at += 1
            continue
        end = at
        while end < len(out) and values[end] is None:
            end += 1
        inside = at > 0 and end < len(out)
        for i in range(at, end):
            if inside and end - at <= longest_gap:
                part = (i - at + 1) / (end - at + 1)
                out[i] = values[at - 1] + part * (values[end] - values[at - 1])
            elif otherwise is not None:
                out[i] = otherwise
            else:
                sys.exit("a gap is too long to be filled; choose another day")
        at = end
    return out


def usual_load(home, moment):
    """Mean load at this time of day over the weeks before the day, known the evening before."""
    past = [home.get(moment - timedelta(days=back), [None])[0] for back in range(2, LOOK_BACK_DAYS + 2)]
    known = [value for value in past if value is not None]
    return sum(known) / len(known)


def write(path, header, rows):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    prices = read(sys.argv[1], ["price_eur_per_mwh"])
    home = read(sys.argv[2], ["load_w", "pv_w"])
    out = sys.argv[3]
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "days.csv"), newline="") as file:
        days = [row["day"] for row in csv.DictReader(file)]
    for day in days:
        midnight = datetime.combine(date.fromisoformat(day), datetime.min.time(), LOCAL).astimezone(timezone.utc)
        hours = [midnight + timedelta(hours=h) for h in range(48)]
        write(
            os.path.join(out, day + "_prices.csv"),
            ["utc_start", "price_eur_kwh"],
            [[stamp(t), f"{prices[t][0] / 1000:.5f}"] for t in hours],
        )
        halves = [midnight + i * HALF_HOUR for i in range(96)]
        load = fill([home.get(t, [None, None])[0] for t in halves], 2, None)
        sun = fill([home.get(t, [None, None])[1] for t in halves], 2, 0.0)
        write(
            os.path.join(out, day + "_home.csv"),
            ["utc_start", "load_w", "pv_w", "load_forecast_w"],
            [[stamp(t), f"{a:.1f}", f"{b:.1f}", f"{usual_load(home, t):.1f}"] for t, a, b in zip(halves, load, sun)],
        )


main()
