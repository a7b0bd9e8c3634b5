// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev A curator's rate settings: one word. All bps; rates are a year's.
struct RateConfig {
    /// @dev Rate when nothing is lent.
    uint16 baseBps;
    /// @dev Added in proportion up to the kink.
    uint16 slopeBps;
    /// @dev Added in proportion from the kink to full utilisation.
    uint16 steepBps;
    /// @dev Utilisation at the kink, 1 to 9,999.
    uint16 kinkBps;
    /// @dev Share of interest that goes to the first loss, at most 5,000.
    uint16 reserveBps;
}

/// @title Kinked utilisation rate
library KinkedRate {
    uint256 private constant BPS = 1e4;
    uint256 private constant WAD = 1e18;
    /// @dev 1 bp a year where 1e10 is 100 %.
    uint256 private constant BPS_TO_RATE = 1e6;

    /// @notice `owed / (owed + cash)`, wad, rounded down; 0 for an empty pool.
    function utilisation(uint256 owed, uint256 cash) internal pure returns (uint256 wad) {
        unchecked {
            uint256 total = owed + cash;
            return total == 0 ? 0 : owed * WAD / total;
        }
    }

    /// @notice The base class's rate, 1e10 = 100 % a year, rounded down.
    /// @dev Up to the kink `base + slope * u / kink`, above it `base + slope + steep * (u - kink) /
    ///      (1 - kink)`. Base 1 %, slope 4 %, steep 60 %, kink 90 %: at u = 45 % 3 %, at 90 % 5 %,
    ///      at 95 % 35 %, at 100 % 65 %.
    /// @param baseBps As in `RateConfig`, below 2^16, as are the next three; `kinkBps` 1 to 9,999.
    /// @param owed Loan-token units, below 2^168.
    function rate(
        uint256 baseBps,
        uint256 slopeBps,
        uint256 steepBps,
        uint256 kinkBps,
        uint256 owed,
        uint256 cash
    ) internal pure returns (uint256) {
        uint256 u = utilisation(owed, cash);
        unchecked {
            uint256 kink = kinkBps * (WAD / BPS);
            if (u <= kink) return baseBps * BPS_TO_RATE + slopeBps * BPS_TO_RATE * u / kink;
            uint256 steep = steepBps * BPS_TO_RATE * (u - kink) / (WAD - kink);
            return (baseBps + slopeBps) * BPS_TO_RATE + steep;
        }
    }
}
