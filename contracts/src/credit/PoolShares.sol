// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC4626} from "solady/tokens/ERC4626.sol";
import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";
import {ReentrancyGuardTransient} from "solady/utils/ReentrancyGuardTransient.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

import {PoolLenders} from "./PoolLenders.sol";

/// @title The lenders' shares: ERC-4626 with virtual shares
/// @notice `shares = assets * (supply + 1e6) / (lender assets + 1)`, against who acts. A million
///         virtual shares per asset unit make a donation or a first deposit useless as a weapon.
///         What can be withdrawn is limited by cash, and `max*` say so.
abstract contract PoolShares is ERC4626, PoolLenders, ReentrancyGuardTransient {
    using FixedPointMathLib for uint256;
    using SafeTransferLib for address;

    uint8 private constant OFFSET = 6;
    uint256 private constant VIRTUAL_SHARES = 10 ** OFFSET;
    /// @dev What lenders may bring ends far below what storage holds, so that interest has room to
    ///      grow sixteenfold before any repayment could meet the bound.
    uint256 private constant MAX_FUNDED = 2 ** 100;

    address private immutable token;
    uint8 private immutable tokenDecimals;
    string private name_;
    string private symbol_;

    constructor(address token_, string memory shareName, string memory shareSymbol) {
        token = token_;
        (bool ok, uint8 found) = _tryGetAssetDecimals(token_);
        tokenDecimals = ok ? found : 18;
        (name_, symbol_) = (shareName, shareSymbol);
    }

    function deposit(uint256 assets, address to)
        public
        override
        nonReentrant
        returns (uint256 shares)
    {
        if (assets > MAX_FUNDED) revert AmountAboveBound(assets, MAX_FUNDED);
        Position memory p = load(0);
        (uint256 lenderAssets, uint256 firstLoss_) = share(p);
        shares = assets.fullMulDiv(totalSupply() + VIRTUAL_SHARES, lenderAssets + 1);
        lendIn(p, lenderAssets, firstLoss_, assets, shares, to);
    }

    function mint(uint256 shares, address to)
        public
        override
        nonReentrant
        returns (uint256 assets)
    {
        Position memory p = load(0);
        (uint256 lenderAssets, uint256 firstLoss_) = share(p);
        assets = shares.fullMulDivUp(lenderAssets + 1, totalSupply() + VIRTUAL_SHARES);
        lendIn(p, lenderAssets, firstLoss_, assets, shares, to);
    }

    function withdraw(uint256 assets, address to, address owner)
        public
        override
        nonReentrant
        returns (uint256 shares)
    {
        Position memory p = load(0);
        if (assets > p.cash) revert NotEnoughCash(assets, p.cash);
        (uint256 lenderAssets, uint256 firstLoss_) = share(p);
        shares = assets.fullMulDivUp(totalSupply() + VIRTUAL_SHARES, lenderAssets + 1);
        takeOut(p, lenderAssets, firstLoss_, assets, shares, to, owner);
    }

    function redeem(uint256 shares, address to, address owner)
        public
        override
        nonReentrant
        returns (uint256 assets)
    {
        Position memory p = load(0);
        (uint256 lenderAssets, uint256 firstLoss_) = share(p);
        assets = shares.fullMulDiv(lenderAssets + 1, totalSupply() + VIRTUAL_SHARES);
        takeOut(p, lenderAssets, firstLoss_, assets, shares, to, owner);
    }

    function fundFirstLoss(uint256 amount) external override nonReentrant {
        if (amount == 0) revert NothingMoved();
        if (amount > MAX_FUNDED) revert AmountAboveBound(amount, MAX_FUNDED);
        Position memory p = load(0);
        requireRoom(p, amount);
        (uint256 lenderAssets, uint256 firstLoss_) = share(p);
        p.cash += amount;
        conclude(p, lenderAssets, bounded(firstLoss_ + amount), false);
        emit FirstLossFunded(msg.sender, amount);
        bring(amount);
    }

    function name() public view override returns (string memory) {
        return name_;
    }

    function symbol() public view override returns (string memory) {
        return symbol_;
    }

    function asset() public view override returns (address) {
        return token;
    }

    /// @notice What belongs to lenders, interest up to now included; loan-token units.
    function totalAssets() public view override returns (uint256) {
        (uint256 lenderAssets,) = share(load(0));
        return lenderAssets;
    }

    function maxDeposit(address) public view override returns (uint256) {
        Position memory p = load(0);
        return MAX_FUNDED.zeroFloorSub(p.cash + p.owed);
    }

    function maxMint(address to) public view override returns (uint256) {
        return convertToShares(maxDeposit(to));
    }

    function maxWithdraw(address owner) public view override returns (uint256) {
        return convertToAssets(balanceOf(owner)).min(clock_.cash());
    }

    function maxRedeem(address owner) public view override returns (uint256) {
        uint256 shares = balanceOf(owner).min(convertToShares(clock_.cash()));
        return convertToAssets(shares) == 0 ? 0 : shares;
    }

    /// @dev `cash + owed` fits, see `Lines`.
    function requireRoom(Position memory p, uint256 assets) private pure {
        unchecked {
            uint256 room = MAX_FUNDED.zeroFloorSub(p.cash + p.owed);
            if (assets > room) revert AmountAboveBound(assets, room);
        }
    }

    function lendIn(
        Position memory p,
        uint256 lenderAssets,
        uint256 firstLoss_,
        uint256 assets,
        uint256 shares,
        address to
    ) private {
        if (shares == 0 || assets == 0) revert NothingMoved();
        requireRoom(p, assets);
        unchecked {
            // Both fit: the room is at most `MAX_FUNDED`, and each is below 2^104 before.
            p.cash += assets;
            lenderAssets = bounded(lenderAssets + assets);
        }
        conclude(p, lenderAssets, firstLoss_, false);
        _mint(to, shares);
        emit Deposit(msg.sender, to, assets, shares);
        bring(assets);
    }

    function takeOut(
        Position memory p,
        uint256 lenderAssets,
        uint256 firstLoss_,
        uint256 assets,
        uint256 shares,
        address to,
        address owner
    ) private {
        if (shares == 0 || assets == 0) revert NothingMoved();
        if (assets > p.cash) revert NotEnoughCash(assets, p.cash);
        if (msg.sender != owner) _spendAllowance(owner, msg.sender, shares);
        _burn(owner, shares);
        unchecked {
            p.cash -= assets; // not above it, as checked first
        }
        conclude(p, lenderAssets - assets, firstLoss_, false);
        emit Withdraw(msg.sender, to, owner, assets, shares);
        token.safeTransfer(to, assets);
    }

    /// @dev Brings exactly `amount` from the caller.
    function bring(uint256 amount) private {
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        uint256 later = token.balanceOf(address(this));
        if (later != before + amount) {
            revert TokenMismatch(token, amount, later > before ? later - before : 0);
        }
    }

    function _decimalsOffset() internal pure override returns (uint8) {
        return OFFSET;
    }

    function _underlyingDecimals() internal view override returns (uint8) {
        return tokenDecimals;
    }

    /// @dev No standing allowance to anyone.
    function _givePermit2InfiniteAllowance() internal pure override returns (bool) {
        return false;
    }

    function _useTransientReentrancyGuardOnlyOnMainnet() internal pure override returns (bool) {
        return false;
    }
}
