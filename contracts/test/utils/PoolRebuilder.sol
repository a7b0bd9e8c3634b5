// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "solady/tokens/ERC20.sol";
import {ERC4626} from "solady/tokens/ERC4626.sol";

import {RateConfig} from "../../src/credit/rates/KinkedRate.sol";
import {ILendingPoolEvents} from "../../src/interfaces/ILendingPool.sol";
import {Exponential} from "../../src/libraries/Exponential.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {Vm} from "./Vm.sol";

/// @notice A pool's state from events and block times alone: its own events, and of the book's what
///         they did to units, cash and flows.
contract PoolRebuilder {
    struct Line {
        uint256 units;
        uint256 premiumAccrued;
        uint256 premiumAt;
        uint256 premium;
    }

    struct Debt {
        uint256 units;
        uint256 flow;
        uint256 flowAt;
        uint256 ceiling;
        uint256 hourly;
    }

    uint256 public baseAccrued;
    uint256 public updatedAt;
    uint256 public baseRate;
    uint256 public cash;
    uint256 public lenderAssets;
    uint256 public firstLoss;
    uint256 public supply;
    RateConfig internal config_;
    Line[8] internal lines;
    mapping(CollateralId id => Debt) internal debts;
    mapping(address owner => uint256) public balanceOf;

    uint256 internal now_;

    /// @notice The block's time of what comes next.
    function tell(uint256 time) external {
        now_ = time;
    }

    function begin() external {
        updatedAt = now_;
    }

    function line(uint256 k) external view returns (Line memory) {
        return lines[k];
    }

    function config() external view returns (RateConfig memory) {
        return config_;
    }

    /// @notice A listing's debt, its flow as of now.
    function debt(CollateralId id) external view returns (Debt memory d) {
        d = debts[id];
        (d.flow, d.flowAt) = (drained(d), now_);
    }

    // The pool's own events

    function apply_(Vm.Log calldata log) external {
        bytes32 kind = log.topics[0];
        if (kind == ILendingPoolEvents.Accrued.selector) {
            accrue(abi.decode(log.data, (uint256)));
        } else if (kind == ILendingPoolEvents.InterestShared.selector) {
            uint256 rate;
            (rate, lenderAssets, firstLoss) = abi.decode(log.data, (uint256, uint256, uint256));
            accrue(rate);
        } else if (kind == ERC4626.Deposit.selector) {
            (uint256 assets,) = abi.decode(log.data, (uint256, uint256));
            cash += assets;
        } else if (kind == ERC4626.Withdraw.selector) {
            (uint256 assets,) = abi.decode(log.data, (uint256, uint256));
            cash -= assets;
        } else if (kind == ILendingPoolEvents.FirstLossFunded.selector) {
            cash += abi.decode(log.data, (uint256));
        } else if (kind == ERC20.Transfer.selector) {
            move(topic(log, 1), topic(log, 2), abi.decode(log.data, (uint256)));
        } else {
            applySettings(log);
        }
    }

    function applySettings(Vm.Log calldata log) private {
        bytes32 kind = log.topics[0];
        if (kind == ILendingPoolEvents.LimitsSet.selector) {
            Debt storage d = debts[CollateralId.wrap(uint8(uint256(log.topics[1])))];
            (d.flow, d.flowAt) = (drained(d), now_);
            (d.ceiling, d.hourly) = abi.decode(log.data, (uint256, uint256));
        } else if (kind == ILendingPoolEvents.RatesSet.selector) {
            config_ = abi.decode(log.data, (RateConfig));
        } else if (kind == ILendingPoolEvents.PremiumSet.selector) {
            Line storage l = lines[uint256(log.topics[1])];
            (uint256 bps, uint256 accrued) = abi.decode(log.data, (uint256, uint256));
            (l.premium, l.premiumAccrued, l.premiumAt) = (bps * 1e6, accrued, now_);
        }
    }

    // What the book's events mean here

    function draw(CollateralId first, uint256 added, uint256 amount) external {
        change(first, 0, added);
        cash -= amount;
        flow(first, amount);
    }

    /// @notice A repayment or a sale: units gone, funds come.
    function repay(CollateralId first, uint256 gone, uint256 amount) external {
        change(first, gone, 0);
        cash += amount;
        giveBack(first, amount);
    }

    function payFee(CollateralId first, uint256 added, uint256 amount) external {
        change(first, 0, added);
        cash -= amount;
    }

    function reclassify(
        CollateralId from,
        CollateralId to,
        uint256 gone,
        uint256 added,
        bool limited
    ) external {
        Line memory l = lines[from.riskClass()];
        uint256 accrued =
            baseAccrued + Exponential.accrue(l.premiumAccrued, l.premium, now_ - l.premiumAt);
        uint256 owed = (gone * Exponential.growth(accrued) + 1e27 - 1) / 1e27;
        change(from, gone, 0);
        change(to, 0, added);
        if (!limited) return;
        giveBack(from, owed);
        flow(to, owed);
    }

    function change(CollateralId id, uint256 gone, uint256 added) private {
        uint256 k = id.riskClass();
        lines[k].units = lines[k].units - gone + added;
        debts[id].units = debts[id].units - gone + added;
    }

    function flow(CollateralId id, uint256 amount) private {
        Debt storage d = debts[id];
        (d.flow, d.flowAt) = (drained(d) + amount, now_);
    }

    function giveBack(CollateralId id, uint256 amount) private {
        Debt storage d = debts[id];
        d.flow -= amount < d.flow ? amount : d.flow;
    }

    function drained(Debt memory d) private view returns (uint256) {
        uint256 gone = d.hourly * (now_ - d.flowAt) / 1 hours;
        return gone < d.flow ? d.flow - gone : 0;
    }

    function accrue(uint256 newRate) private {
        baseAccrued = Exponential.accrue(baseAccrued, baseRate, now_ - updatedAt);
        (updatedAt, baseRate) = (now_, newRate);
    }

    function move(address from, address to, uint256 shares) private {
        if (from == address(0)) supply += shares;
        else balanceOf[from] -= shares;
        if (to == address(0)) supply -= shares;
        else balanceOf[to] += shares;
    }

    function topic(Vm.Log calldata log, uint256 i) private pure returns (address) {
        return address(uint160(uint256(log.topics[i])));
    }
}
